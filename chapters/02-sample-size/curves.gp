# Le score sur les exemples et sur des points neufs, selon N.
height = 7
@canvas
best = system("awk '/^best.accuracy:/ {print $2}' ".results."/results.yaml") + 0
setting(key) = system("awk '/^".key.":/ {print $2}' ".results."/results.yaml")

# La quantité q (0 à 5) occupe cinq colonnes : moyenne, intervalle, étendue.
mean(q) = 5 * q + 2
low(q) = 5 * q + 5
high(q) = 5 * q + 6

array name[2] = ['updates', 'epochs']
array heading[2] = [sprintf('%s mises à jour', setting('updates')), \
                    sprintf('%s epochs', setting('epochs'))]
@panels
set lmargin 8; set tmargin 2
set xlabel 'N (exemples, échelle log)'
set logscale x
set xrange [9:1100]
set xtics (10, 20, 50, 100, 200, 500, 1000)
set ylabel 'part de bonnes réponses' offset -0.8
set yrange [*<0.45:1.01] noextend
set key bottom right
set multiplot layout 1,2
do for [k=1:2] {
    table = results.'/'.name[k].'.tsv'
    set title heading[k]
    plot table using 1:low(2):high(2) with filledcurves lc rgb orange, \
         '' using 1:low(0):high(0) with filledcurves lc rgb blue, \
         '' using 1:mean(0) with linespoints ls 1 title 'ses exemples', \
         '' using 1:mean(2) with linespoints ls 2 title 'points neufs', \
         best with lines ls 7 title 'plafond A*'
}
unset multiplot
