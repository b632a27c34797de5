# La loss d'apprentissage, epoch par epoch, pour six taux.
height = 10
@canvas
number(key) = system("awk '/^".key.":/ {print $2}' " \
    .results."/results.yaml") + 0
start = number('log2')
array eta[6] = [0.003, 0.03, 0.3, 1, 3, 30]
table(k) = results.sprintf('/rate%g.tsv', eta[k])
@point
do for [k=1:6] { stats table(k) using 1 nooutput }
@comma

set xrange [0:150]
set xtics 50
@logy
set yrange [0.05:500]
unset key
set lmargin 7; set rmargin 2; set tmargin 2; set bmargin 3.2
set multiplot layout 2,3
do for [k=1:6] {
    set title gprintf('η = %g', eta[k])
    set xlabel k > 3 ? 'epoch' : ' '
    set ylabel (k % 3 == 1) ? 'loss' : ' '
    plot table(k) using 1:5:6 with filledcurves lc rgb blue, \
         start with lines ls 7, \
         '' using 1:2 with lines ls 1
}
unset multiplot
