# Deux classes : les loss, puis la norme de leur gradient, contre la marge.
height = 6.8
@canvas
table = results.'/margin.tsv'
turn = -log(2)

@panels
set lmargin 8
set tmargin 2.2
set xlabel 'z, avance de la classe juste'
set xrange [-10:10]
set xtics 5
set multiplot layout 1,2
set title 'loss'
set yrange [0:6]
set arrow 1 from turn, graph 0 to turn, graph 0.78 nohead ls 7
plot table using 1:2 with lines ls 1 title 'entropie croisée', \
     '' using 1:3 with lines ls 2 title 'erreur quadratique'
unset arrow 1
set title 'norme du gradient aux logits'
@logy
set yrange [1e-5:10]
unset key
plot table using 1:(sqrt(2) * $4) with lines ls 1, \
     '' using 1:(sqrt(2) * $5) with lines ls 2
unset multiplot
