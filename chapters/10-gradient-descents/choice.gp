# La loss finale contre η/B, pour quatre tailles de lot.
height = 7
@canvas
choice = results.'/choice.tsv'
# Toujours avec un point : gnuplot diviserait deux entiers en entiers.
number(key) = system("awk '/^".key.":/ {printf \"%.17e\", $2}' " \
    .results."/results.yaml") + 0
array B[4] = [1, number('batch'), number('large'), number('points')]
# L'échelle habituelle, élargie s'il le faut.
low = 0.1
high = 100
@point
do for [k=1:4] {
    stats choice using (column(5 * k - 3)) nooutput
    low = STATS_min < low ? STATS_min : low
    high = STATS_max > high ? STATS_max : high
}
@comma
array style[4] = [2, 1, 6, 3]
set lmargin 9; set tmargin 1
set xlabel 'taux divisé par la taille du lot, η / B'
set ylabel 'loss finale' offset 0.5
set logscale x
set xtics (0.0025, 0.005, 0.01, 0.02, 0.04, 0.08)
set xrange [0.0022:0.092]
@logy
set yrange [low:high]
set key at graph 0.2, graph 0.97 right
plot for [k=4:1:-1] choice using 1:(column(5 * k - 3)):(column(5 * k - 2)): \
         (column(5 * k - 1)) with yerrorbars ls style[k] dt 1 pt 0, \
     for [k=4:1:-1] choice using 1:(column(5 * k - 3)) \
         with linespoints ls style[k] title sprintf('B = %d', B[k])
