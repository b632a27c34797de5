# La plus forte courbure que rencontre la descente, et le seuil 2/η.
height = 7.5
@canvas
array eta[3] = [0.25, 2, 4]
table(k) = results.sprintf('/edge%g.tsv', eta[k])

top = 2.4
@point
do for [k=1:3] {
    stats table(k) using 4 nooutput
    top = STATS_max > top ? STATS_max : top
}
@comma

set lmargin 9; set tmargin 1
set xlabel 'pas t'
set ylabel 'plus forte courbure Λ' offset -0.5
set xrange [0:480]
set yrange [0:top]
set key at graph 0.2, graph 0.97 right
set label 1 '2/η pour η = 2' at 470, 1.13 right
set label 2 '2/η pour η = 4' at 470, 0.59 right
plot for [k=1:3] table(k) using 1:3:4 with filledcurves \
         lc rgb (k == 1 ? blue : k == 2 ? orange : green), \
     for [k=2:3] 2 / eta[k] with lines lc rgb 'black' lw 1.2 dt (4,3), \
     for [k=1:3] table(k) using 1:2 with linespoints ls k \
         title gprintf('η = %g', eta[k])
