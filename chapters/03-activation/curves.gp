# Trois activations, et leurs pentes.
height = 6.6
@canvas
table = results.'/activations.tsv'
stats table using 1 name 't' nooutput

@panels
set tmargin 2
set xrange [t_min:t_max]
set xtics 2
set xlabel 't'
set zeroaxis ls 7
set multiplot layout 1,2
set title 'activation'
set key at graph 0.02, graph 0.97 left top Left reverse
set yrange [-1.2:2.2]
plot table using 1:2 with lines ls 1 title 'tanh', \
     '' using 1:3 with lines ls 2 title 'sigmoïde', \
     '' using 1:4 with lines ls 3 title 'ReLU'
set title 'pente'
unset key
set yrange [-0.1:1.3]
# Chaque moitié de ReLU à part : sa pente saute en 0, sans passer entre.
plot table using 1:5 with lines ls 1, \
     '' using 1:6 with lines ls 2, \
     '' using ($1 <= 0 ? $1 : NaN):7 with lines ls 3, \
     '' using ($1 > 0 ? $1 : NaN):7 with lines ls 3
unset multiplot
