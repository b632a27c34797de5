# La marche, dont la couche cachée n'apprend pas, selon le nombre de neurones.
height = 7
@canvas
table = results.'/width.tsv'
number(key) = system("awk '/^".key.":/ {printf \"%.17e\", $2}' " \
    .results."/results.yaml") + 0
stats table using 1 name 'nh' nooutput
# Avec les points du lecteur, il n'y a pas de meilleur cercle.
own = system("grep -c '^reader:.*--data ' ".results."/results.yaml") + 0
low = 0.45
@point
stats table using 4 nooutput
low = STATS_min < low ? STATS_min : low
@comma
set lmargin 9; set tmargin 1
set xlabel 'n_h (neurones cachés)'
set ylabel 'part de bonnes réponses' offset -0.8
set logscale x
set xrange [nh_min * 0.8:nh_max * 1.25]
set xtics ()
do for [k=1:4] {
    width = number(sprintf('width%d', k))
    set xtics add (sprintf('%d', width) width)
}
set yrange [low:1]
set key bottom right
tanh_mean = number('tanh.mean')
best = own ? NaN : number('best.accuracy')
plot table using 1:2:4:5 with yerrorbars lc rgb faint lw 3 pt 0 \
         title 'marche : de la moins bonne à la meilleure graine', \
     '' using 1:2:($2 - $3):($2 + $3) with yerrorbars lc rgb blue lw 1.5 \
         pt 7 ps 0.5 title 'marche : moyenne, intervalle à 95 %', \
     tanh_mean with lines ls 2 \
         title sprintf('tanh, %d neurones qui apprennent', number('nh')), \
     best with lines ls 7 \
         title (own ? '' : 'meilleur possible')
