# Les différences centrées autour de l'angle de ReLU.
height = 6.8
@canvas
ramps = results.'/ramps.tsv'
table = results.'/straddles.tsv'
@panels
set lmargin 8
set tmargin 2
set multiplot layout 1,2
set title 'différence centrée de ReLU'
set xlabel 't'
set xrange [-1:1]
set yrange [-0.1:1.2]
set xtics 0.5
set key at graph 0.03, graph 0.97 left top Left reverse
plot ramps using 1:2 with lines ls 1 title 'ε = 0,5', \
     '' using 1:3 with lines ls 2 title 'ε = 0,2', \
     '' using 1:4 with lines ls 3 title 'ε = 0,05'
set title 'entrées dont l’intervalle contient un angle'
set xlabel 'ε (pas)'
@logx
@logy
set xrange [5e-5:0.2]
set yrange [5e-5:1]
set xtics auto
set key at graph 0.03, graph 0.97 left top Left reverse
slope = system("awk '/^straddles2.mean:/ {print $2}' " \
    .results."/results.yaml") / 0.01
plot table using 1:2:3:4 with yerrorbars lc rgb blue lw 1.5 pt 7 ps 0.5 \
         title 'part mesurée', \
     slope * x with lines ls 7 title 'proportionnelle à ε'
unset multiplot
