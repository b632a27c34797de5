# La loss contre ce que l'on a calculé, puis contre le nombre de pas.
height = 7.5
@canvas
array B[4] = [1, 10, 40, 400]
array style[4] = [2, 1, 6, 3]
table(k) = results.sprintf('/race%d.tsv', B[k])
name(k) = k == 1 ? 'en ligne' : k == 4 ? 'classique' \
    : sprintf('lots de %d', B[k])

@panels
set lmargin 7
set tmargin 1; set bmargin 5.5
set ylabel 'loss'
set yrange [0:1]
@logx
set key at screen 0.5, screen 0.035 center bottom maxrows 1 samplen 2
set multiplot layout 1,2
set xlabel 'évaluations du gradient d’un exemple'
set xrange [400:60000]
plot for [k=1:4] table(k) using 1:5:6 with filledcurves ls style[k], \
     for [k=1:4] table(k) using 1:2 with lines ls style[k] title name(k)
unset key
set xlabel 'pas de descente'
set xrange [1:20000]
plot for [k=1:4] table(k) using ($1 / B[k]):2 with lines ls style[k]
unset multiplot
