# La loss et la part de bonnes réponses après 150 epochs, selon le taux.
height = 7
@canvas
final = results.'/final.tsv'
number(key) = system("awk '/^".key.":/ {print $2}' " \
    .results."/results.yaml") + 0
mean(q) = 5 * q + 2
low(q) = 5 * q + 5
high(q) = 5 * q + 6

@panels
set lmargin 8
set xlabel 'taux η'
@logx
set xrange [0.002:45]
set xtics 10
set multiplot layout 1,2
set ylabel 'loss'
@logy
set yrange [0.05:500]
set key top left
plot number('log2') with lines ls 7 title 'départ', \
     final using 1:(column(mean(1))):(column(low(1))):(column(high(1))) \
         with yerrorbars lc rgb faint lw 3 pt 0, \
     final using 1:(column(mean(0))) with linespoints ls 1 \
         title 'apprentissage', \
     final using 1:(column(mean(1))) with linespoints ls 2 \
         title 'points neufs'
unset logscale y
set format y '%g'
set ylabel 'part de bonnes réponses' offset -1
set yrange [0.45:1]
set key bottom left
plot number('best.accuracy') with lines ls 7 title 'meilleur possible', \
     final using 1:(column(mean(2))):(column(low(2))):(column(high(2))) \
         with yerrorbars lc rgb faint lw 3 pt 0, \
     final using 1:(column(mean(2))):(column(3 + 5 * 2)):(column(4 + 5 * 2)) \
         with yerrorbars lc rgb orange lw 1.5 pt 0, \
     final using 1:(column(mean(2))) with linespoints ls 2 \
         title 'points neufs'
unset multiplot
