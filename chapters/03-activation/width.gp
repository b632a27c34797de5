# La part de bonnes réponses selon le nombre de neurones cachés.
height = 7
@canvas
table = results.'/width.tsv'
number(key) = system("awk '/^".key.":/ {print $2}' " \
    .results."/results.yaml") + 0
width(k) = system(sprintf("awk 'NR == %d {print $1}' %s", k + 1, table)) + 0
stats table using 1 name 'nh' nooutput
stats table using 5 name 'low' nooutput
# Avec les points du lecteur, il n'y a ni meilleure droite ni meilleur cercle.
own = system("grep -c '^reader:.*--data ' ".results."/results.yaml") + 0
best = own ? NaN : number('best.accuracy')
line = own ? NaN : number('line.accuracy')
set lmargin 9; set tmargin 1
set xlabel 'n_h (neurones cachés)'
set ylabel 'part de bonnes réponses' offset -0.8
set logscale x
set xrange [nh_min * 0.85:nh_max * 1.18]
set xtics ()
set for [k=1:nh_records] xtics add (sprintf('%d', width(k)) width(k))
set yrange [low_min < 0.45 ? 0 : 0.45:1]
set key bottom right
plot table using 1:2:5:6 with yerrorbars lc rgb faint lw 3 pt 0 \
         title 'de la moins bonne à la meilleure graine', \
     '' using 1:2:3:4 with yerrorbars lc rgb blue lw 1.5 pt 7 ps 0.5 \
         title 'moyenne, intervalle à 95 %', \
     best with lines ls 7 \
         title own ? '' : 'meilleur possible', \
     line with lines ls 2 \
         title own ? '' : 'meilleure droite'
