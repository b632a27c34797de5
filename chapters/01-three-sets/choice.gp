# Le modèle choisi parmi K : validation, vrai score, test.
height = 6
@canvas
ceiling = system("awk '/^ceiling:/ {print $2}' ".results."/results.yaml") + 0
array size[2] = [50, 200]
@panels
set lmargin 8; set tmargin 2
set xlabel 'K (candidats, échelle log)'
set logscale x 2
candidates = system("awk '/^candidates:/ {print $2}' " \
    .results."/results.yaml") + 0
set xrange [0.9:1.125 * candidates]
set xtics 2
set ylabel 'part de bonnes réponses' offset -0.8
set yrange [*<0.89:0.975<*] noextend
set key bottom right
set multiplot layout 1,2
do for [k=1:2] {
    table = sprintf('%s/choice%d.tsv', results, size[k])
    set title sprintf('validation de %d points', size[k])
    plot table using 1:3:4 with filledcurves lc rgb blue, \
         '' using 1:2 with linespoints ls 1 title 'validation', \
         '' using 1:7 with lines ls 2 title 'vrai score', \
         '' using 1:12 with points ls 3 title 'test', \
         ceiling with lines ls 7 notitle
}
unset multiplot
