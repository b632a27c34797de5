# Le score contre C, classes inégales puis égales.
height = 7.4
@canvas
best(name) = system(sprintf("awk '/^%s.best:/ {print $2}' %s", \
    name, results.'/results.yaml')) + 0

@panels
set lmargin 8.5; set tmargin 2.2
@logx
set xrange [7e-4:1.4e4]
set xtics 100
# Les réglages du lecteur peuvent faire moins que la majorité.
stats results.'/rare.tsv' using 7 name 'rare' nooutput
stats results.'/even.tsv' using 7 name 'even' nooutput
least = (rare_min < even_min ? rare_min : even_min) - 0.02
set yrange [(least < 0.68 ? least : 0.68):1.005]
set ytics 0.05
set format y '%.2f'
set xlabel 'C' offset 0, 0.2
set ylabel 'part de bonnes réponses' offset -0.3
set key bottom right
set multiplot layout 1,2
do for [name in 'rare even'] {
    set title name eq 'rare' ? '70 % et 30 %' : '50 % et 50 %'
    table = results.'/'.name.'.tsv'
    best_score = best(name)
    plot best_score with lines ls 7, \
         table using 1:3:4 with filledcurves lc rgb orange, \
         table using 1:8:9 with filledcurves lc rgb blue, \
         table using 1:2 with linespoints ls 2 title 'exemples appris', \
         table using 1:7 with linespoints ls 1 title 'points neufs'
    unset ylabel
}
unset multiplot
