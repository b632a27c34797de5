# La loss d'apprentissage, epoch par epoch, pour six taux.
height = 10
@canvas
# Toujours avec un point : gnuplot prendrait « 1e-05 » pour un entier.
number(key) = system("awk '/^".key.":/ {printf \"%.17e\", $2}' " \
    .results."/results.yaml") + 0
start = number('chance')
array rank[6] = [1, 3, 5, 6, 7, 9]
eta(k) = number(sprintf('rate%d', rank[k]))
table(k) = results.sprintf('/rate%d.tsv', rank[k])
# Les six panneaux ont la même échelle.
low = 0.05
high = 500
@point
do for [k=1:6] {
    stats table(k) using 5 nooutput
    low = STATS_min < low ? STATS_min : low
    stats table(k) using 6 nooutput
    high = STATS_max > high ? STATS_max : high
}
@comma

set xrange [0:number('epochs')]
set xtics number('epochs') < 3 ? 1 : floor(number('epochs') / 3)
@logy
set yrange [low:high]
unset key
set lmargin 7; set rmargin 2; set tmargin 2; set bmargin 3.2
set multiplot layout 2,3
do for [k=1:6] {
    set title gprintf('η = %.3g', eta(k))
    set xlabel k > 3 ? 'epoch' : ' '
    set ylabel (k % 3 == 1) ? 'loss' : ' '
    plot table(k) using 1:5:6 with filledcurves lc rgb blue, \
         start with lines ls 7, \
         '' using 1:2 with lines ls 1
}
unset multiplot
