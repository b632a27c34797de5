# Le test de Taylor : le reste décroît comme t² si le gradient est juste.
height = 5.8
@canvas
taylor = results.'/taylor.tsv'
stats taylor using 1 name 't' nooutput

set xlabel 't'
set ylabel '|ρ_g(t)|'
@logx
@logy
set xrange [t_min:t_max]
set yrange [1e-17:10]
set ytics 1e3
set key bottom right
set label 1 'pente 1' at 3e-6, 3e-5 right tc rgb orange
set label 2 'pente 2' at 3e-5, 3e-11 left tc rgb blue
plot taylor using 1:3 with linespoints ls 2 title 'dérivée de tanh oubliée', \
     '' using 1:2 with linespoints ls 1 title 'gradient juste'
