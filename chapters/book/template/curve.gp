# La fonction et sa pente.
table = results.'/curve.tsv'
set xlabel 'x'
plot table using 1:2 with lines ls 1 title 'f(x)', \
  table using 1:3 with lines ls 2 title 'f′(x)'
