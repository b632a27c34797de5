# La loss finale contre η/B, pour quatre tailles de lot.
height = 7
@canvas
choice = results.'/choice.tsv'
array B[4] = [1, 10, 40, 400]
array style[4] = [2, 1, 6, 3]
set lmargin 9; set tmargin 1
set xlabel 'taux divisé par la taille du lot, η / B'
set ylabel 'loss finale' offset 0.5
set logscale x
set xtics (0.0025, 0.005, 0.01, 0.02, 0.04, 0.08)
set xrange [0.0022:0.092]
@logy
set yrange [0.1:100]
set key at graph 0.2, graph 0.97 right
plot for [k=4:1:-1] choice using 1:(column(5 * k - 3)):(column(5 * k - 2)): \
         (column(5 * k - 1)) with yerrorbars ls style[k] dt 1 pt 0, \
     for [k=4:1:-1] choice using 1:(column(5 * k - 3)) \
         with linespoints ls style[k] title sprintf('B = %d', B[k])
