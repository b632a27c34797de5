# La marche, dont la couche cachée n'apprend pas, selon le nombre de neurones.
height = 7
@canvas
table = results.'/width.tsv'
number(key) = system("awk '/^".key.":/ {print $2}' " \
    .results."/results.yaml") + 0
stats table using 1 name 'nh' nooutput
set lmargin 9; set tmargin 1
set xlabel 'n_h (neurones cachés)'
set ylabel 'part de bonnes réponses' offset -0.8
set logscale x
set xrange [nh_min * 0.8:nh_max * 1.25]
set xtics ('3' 3, '10' 10, '30' 30, '100' 100)
set yrange [0.45:1]
set key bottom right
plot table using 1:2:4:5 with yerrorbars lc rgb faint lw 3 pt 0 \
         title 'marche : de la moins bonne à la meilleure graine', \
     '' using 1:2:($2 - $3):($2 + $3) with yerrorbars lc rgb blue lw 1.5 \
         pt 7 ps 0.5 title 'marche : moyenne, intervalle à 95 %', \
     number('tanh.mean') with lines ls 2 \
         title 'tanh, 10 neurones qui apprennent', \
     number('best.accuracy') with lines ls 7 title 'meilleur possible'
