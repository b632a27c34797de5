# Confiance et part de bonnes réponses, au fil des epochs.
height = 7.4
@canvas
name(k) = word('large small', k)
table(k) = results.'/'.name(k).'_run.tsv'
number(key) = system("awk '/^".key.":/ {print $2}' " \
    .results."/results.yaml") + 0
last(k) = int(number(k == 1 ? 'epochs' : 'few.epochs'))
count(k) = int(number(k == 1 ? 'points' : 'few.points'))

set tmargin 1.8; set bmargin 5
set lmargin 8; set rmargin 2
set xlabel 'epoch (échelle log)'
set logscale x
unset key
set yrange [*<0.5:1] noextend
set ytics 0.1
best = number('best.accuracy')
set multiplot layout 1,2
do for [k=1:2] {
    set title sprintf('%d exemples', count(k))
    if (k == 1) {
        set ylabel 'moyenne sur des points neufs' offset 0
    } else {
        unset ylabel
    }
    set xrange [1:last(k) > 1 ? last(k) : 2]
    plot table(k) using 1:3:4 with filledcurves lc rgb blue, \
         '' using 1:8:9 with filledcurves lc rgb orange, \
         '' using 1:2 with linespoints ls 1, \
         '' using 1:7 with linespoints ls 2, \
         best with lines ls 7
}
# La légende, seule sur sa bande.
unset border; unset tics; unset grid; unset title
unset xlabel; unset ylabel; unset logscale
set lmargin at screen 0; set rmargin at screen 1
set bmargin at screen 0; set tmargin at screen 0.09
set key center center horizontal maxrows 1 samplen 2.5 width -1
set xrange [0:1]; set yrange [0:1]
plot NaN with linespoints ls 1 title 'confiance', \
     NaN with linespoints ls 2 title 'bonnes réponses', \
     NaN with lines ls 7 title 'meilleur possible'
unset multiplot
