# Loss et bonnes réponses par epoch, au réglage de base et au réglage choisi.
height = 6.5
@canvas
base = results.'/base.tsv'
chosen = results.'/chosen.tsv'

# La quantité q (0 à 3) occupe cinq colonnes : moyenne, intervalle, étendue.
mean(q) = 5 * q + 2
low(q) = 5 * q + 5
high(q) = 5 * q + 6
percent(c) = 100 * column(c)

@panels
set lmargin 9
set xlabel 'epoch'
set xrange [0.5:*]
stats chosen using 1 name 'epoch' nooutput
set xtics epoch_max > 20 ? 10 : 1
set multiplot layout 1,2
set ylabel 'loss' offset -0.4
set yrange [*:*]
plot base using 1:low(1):high(1) with filledcurves lc rgb orange, \
     chosen using 1:low(1):high(1) with filledcurves lc rgb blue, \
     base using 1:mean(0) with lines ls 2 lw 0.8 title 'base, appr.', \
     base using 1:mean(1) with linespoints ls 2 dt 1 title 'base, test', \
     chosen using 1:mean(0) with lines ls 1 lw 0.8 dt 2 title 'choisi, appr.', \
     chosen using 1:mean(1) with linespoints ls 1 title 'choisi, test'
set ylabel 'bonnes réponses (%)' offset -0.4
set yrange [*:*]
set key bottom right
plot base using 1:(percent(low(3))):(percent(high(3))) \
         with filledcurves lc rgb orange, \
     chosen using 1:(percent(low(3))):(percent(high(3))) \
         with filledcurves lc rgb blue, \
     base using 1:(percent(mean(2))) with lines ls 2 lw 0.8, \
     base using 1:(percent(mean(3))) with linespoints ls 2 dt 1, \
     chosen using 1:(percent(mean(2))) with lines ls 1 lw 0.8 dt 2, \
     chosen using 1:(percent(mean(3))) with linespoints ls 1
unset multiplot
