# La loss le long d'un poids : une courbe, une ligne à angles, un escalier.
height = 6.2
@canvas
table = results.'/along.tsv'
stats table using 1 name 'w' nooutput
# L'échelle habituelle, élargie s'il le faut.
low = 0.6
high = 1.2
@point
do for [c=2:4] {
    stats table using c nooutput
    low = STATS_min < low ? STATS_min : low
    high = STATS_max > high ? STATS_max : high
}
@comma

@panels
set tmargin 2
set lmargin 6
set xrange [w_min:w_max]
set yrange [low:high]
set xtics 1.5
set xlabel '(W_h)_{11}'
unset key
set multiplot layout 1,3
set title 'tanh'
set ylabel 'loss L' offset 0.5
plot table using 1:2 with lines ls 1
set title 'ReLU'
unset ylabel
plot table using 1:3 with lines ls 1
set title 'marche'
# Chaque palier à part : d'un palier à l'autre, la loss saute.
plot table using 1:4 with points pt 7 ps 0.12 lc rgb orange
unset multiplot
