# La loss d'apprentissage et celle de validation, epoch par epoch.
height = 6.5
@canvas
curves = results.'/early.tsv'
number(key) = system("awk '/^".key.":/ {print $2}' " \
    .results."/results.yaml") + 0
valley = number('valley.epoch')
set lmargin 9
set xlabel 'epoch'
set ylabel 'loss moyenne' offset -0.5
last = number('long')
set xrange [0:last]
set yrange [0:0.75<*] noextend
set arrow from valley, graph 0 to valley, graph 0.73 nohead ls 7
set label 1 sprintf('epoch %d', valley) at valley, graph 0.79 left \
    offset 0.3, 0
if (valley > 0.8 * last) { set label 1 right offset -0.3, 0 }
plot curves using 1:8:9 with filledcurves lc rgb orange, \
     '' using 1:3:4 with filledcurves lc rgb blue, \
     '' using 1:2 with lines ls 1 title 'apprentissage', \
     '' using 1:7 with lines ls 2 title 'validation'
