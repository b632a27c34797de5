# Bonnes réponses contre les epochs : bon départ, puis mauvais départ.
height = 7
@canvas
table = results.'/runs.tsv'
# Chaque apprentissage (0 à 3) a cinq colonnes : moyenne, intervalle, étendue.
mean(q) = 5 * q + 2
low(q) = 5 * q + 3
high(q) = 5 * q + 4

@panels
set tmargin 2.2
set xlabel 'epoch'
stats table using 1 name 'epoch' nooutput
set xrange [0:epoch_max]
set xtics epoch_max < 3 ? 1 : floor(epoch_max / 3)
set yrange [0:1]
set key bottom right
set multiplot layout 1,2
do for [side=0:1] {
    set title side ? 'mauvais départ' : 'bon départ'
    set ylabel side ? '' : 'part de bonnes réponses' offset -0.5
    plot table using 1:low(2*side):high(2*side) with filledcurves \
             lc rgb blue, \
         '' using 1:low(2*side+1):high(2*side+1) with filledcurves \
             lc rgb orange, \
         '' using 1:mean(2*side) with linespoints ls 1 \
             title 'entropie croisée', \
         '' using 1:mean(2*side+1) with linespoints ls 2 \
             title 'erreur quadratique'
}
unset multiplot
