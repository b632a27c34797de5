# La loss contre ce que l'on a calculé, puis contre le nombre de pas.
height = 7.5
@canvas
# Toujours avec un point : gnuplot diviserait deux entiers en entiers.
number(key) = system("awk '/^".key.":/ {printf \"%.17e\", $2}' " \
    .results."/results.yaml") + 0
array B[4] = [1, number('batch'), number('large'), number('points')]
array role[4] = ['online', 'mini', 'large', 'full']
array style[4] = [2, 1, 6, 3]
table(k) = results.'/'.role[k].'_race.tsv'
name(k) = k == 1 ? 'en ligne' : k == 4 ? 'classique' \
    : sprintf('lots de %d', B[k])
work = number('budget')
top = 1
@point
do for [k=1:4] {
    stats table(k) using 2 nooutput
    top = STATS_max > top ? STATS_max : top
}
@comma

@panels
set lmargin 7
set tmargin 1; set bmargin 5.5
set ylabel 'loss'
set yrange [0:top]
@logx
set key at screen 0.5, screen 0.035 center bottom maxrows 1 samplen 2
set multiplot layout 1,2
set xlabel 'évaluations du gradient d’un exemple'
set xrange [B[4]:3.75 * work]
plot for [k=1:4] table(k) using 1:5:6 with filledcurves ls style[k], \
     for [k=1:4] table(k) using 1:2 with lines ls style[k] title name(k)
unset key
set xlabel 'pas de descente'
set xrange [1:1.25 * work]
plot for [k=1:4] table(k) using ($1 / B[k]):2 with lines ls style[k]
unset multiplot
