# À gauche, ∇Wy L ; à droite, l'écart avec la dérivée mesurée.
height = 7.2
@canvas
table = results.'/gradient.tsv'
stats table using 1 name 'k' nooutput
stats table using 2 name 'j' nooutput
stats table using (abs($3)) name 'g' nooutput
stats table using 4 name 'gap' nooutput
is_worst(gap, v) = gap == gap_max ? v : NaN

@panels
@bare
set lmargin 7; set rmargin 8; set tmargin 2
set size ratio -1
set xrange [0.5:j_max + 0.5]
set yrange [k_max + 0.5:0.5]
every(n) = n > 20 ? 10 : 1
set xtics every(j_max) scale 0
set ytics every(k_max) scale 0
set xlabel 'j (neurone caché)'
set ylabel 'k (sortie)' offset 0
set cbtics scale 0.5 format '%g'

set multiplot layout 1,2
set title 'gradient'
set cbrange [-g_max:g_max]
set palette @diverging
plot table using 2:1:3 with image notitle
set title 'écart relatif (10^{−12})'
set cbrange [0:gap_max > 0 ? gap_max * 1e12 : 1]
set palette @sequential
plot table using 2:1:($4 * 1e12) with image notitle, \
     table using (is_worst($4, $2)):1 with points pt 2 ps 1 lw 2 \
         lc rgb orange notitle
unset multiplot
