# La loss et la part de bonnes réponses à la fin, selon le taux.
height = 7
@canvas
final = results.'/final.tsv'
# Toujours avec un point : gnuplot prendrait « 1e-05 » pour un entier.
number(key) = system("awk '/^".key.":/ {printf \"%.17e\", $2}' " \
    .results."/results.yaml") + 0
chance = number('chance')
# Avec les points du lecteur, il n'y a pas de meilleur cercle.
own = system("grep -c '^reader:.*--data ' ".results."/results.yaml") + 0
best = own ? NaN : number('best.accuracy')
mean(q) = 5 * q + 2
low(q) = 5 * q + 5
high(q) = 5 * q + 6
# L'échelle habituelle, élargie s'il le faut ; les quantités 0 à 2.
array bottom[2] = [0.05, 0.45]
top = 500
@point
do for [q=0:2] {
    k = q < 2 ? 1 : 2
    stats final using (column(low(q))) nooutput
    bottom[k] = STATS_min < bottom[k] ? STATS_min : bottom[k]
    stats final using (column(high(q))) nooutput
    top = STATS_max > top ? STATS_max : top
}
@comma

@panels
set lmargin 8
set xlabel 'taux η'
@logx
set xrange [number('rate1') / 1.5:number('rate9') * 1.5]
set xtics 10
set multiplot layout 1,2
set ylabel 'loss'
@logy
set yrange [bottom[1]:top]
set key top left
plot chance with lines ls 7 title 'départ', \
     final using 1:(column(mean(1))):(column(low(1))):(column(high(1))) \
         with yerrorbars lc rgb faint lw 3 pt 0, \
     final using 1:(column(mean(0))) with linespoints ls 1 \
         title 'apprentissage', \
     final using 1:(column(mean(1))) with linespoints ls 2 \
         title 'points neufs'
unset logscale y
set format y '%g'
set ylabel 'part de bonnes réponses' offset -1
set yrange [bottom[2]:1]
set key bottom left
plot best with lines ls 7 \
         title (own ? '' : 'meilleur possible'), \
     final using 1:(column(mean(2))):(column(low(2))):(column(high(2))) \
         with yerrorbars lc rgb faint lw 3 pt 0, \
     final using 1:(column(mean(2))):(column(3 + 5 * 2)):(column(4 + 5 * 2)) \
         with yerrorbars lc rgb orange lw 1.5 pt 0, \
     final using 1:(column(mean(2))) with linespoints ls 2 \
         title 'points neufs'
unset multiplot
