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
set xrange [0:1000]
set yrange [0:0.75]
set arrow from valley, 0 to valley, 0.55 nohead ls 7
set label sprintf('epoch %d', valley) at valley, 0.59 left offset 0.3, 0
plot curves using 1:8:9 with filledcurves lc rgb orange, \
     '' using 1:3:4 with filledcurves lc rgb blue, \
     '' using 1:2 with lines ls 1 title 'apprentissage', \
     '' using 1:7 with lines ls 2 title 'validation'
