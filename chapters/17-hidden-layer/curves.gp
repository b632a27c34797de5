# Loss et précision, sur les données d'apprentissage et sur des points neufs.
height = 7
@canvas
curves = results.'/random.tsv'
best = system("awk '/^best.accuracy:/ {print $2}' ".results."/results.yaml") + 0

# La quantité q (0 à 3) occupe cinq colonnes : moyenne, intervalle, étendue.
mean(q) = 5 * q + 2
low(q) = 5 * q + 5
high(q) = 5 * q + 6

@panels
set xlabel 'epoch'
set xrange [0:*]
set xtics 50
set multiplot layout 1,2
set ylabel 'loss'
set yrange [0:0.8]
plot curves using 1:low(1):high(1) with filledcurves lc rgb orange, \
     '' using 1:low(0):high(0) with filledcurves lc rgb blue, \
     '' using 1:mean(0) with lines ls 1 title 'apprentissage', \
     '' using 1:mean(1) with lines ls 2 title 'points neufs'
set ylabel 'part de bonnes réponses' offset -1
set yrange [0.4:1]
set key bottom right
plot curves using 1:low(3):high(3) with filledcurves lc rgb orange, \
     '' using 1:low(2):high(2) with filledcurves lc rgb blue, \
     '' using 1:mean(2) with lines ls 1 title 'apprentissage', \
     '' using 1:mean(3) with lines ls 2 title 'points neufs', \
     best with lines ls 7 title 'meilleur possible'
unset multiplot
