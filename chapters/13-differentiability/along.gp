# La loss le long d'un poids : une courbe, une ligne à angles, un escalier.
height = 6.2
@canvas
table = results.'/along.tsv'
stats table using 1 name 'w' nooutput
@panels
set tmargin 2
set lmargin 6
set xrange [w_min:w_max]
set yrange [0.6:1.2]
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
