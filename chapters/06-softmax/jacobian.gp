# À gauche, ŷ ; à droite, la jacobienne, une case par dérivée.
height = 5.4
@canvas
J = results.'/jacobian.tsv'
stats J using 1 name 'i' nooutput
stats J using (abs($3)) name 'v' nooutput

set bmargin 3.2; set tmargin 2
set yrange [i_max + 0.5:0.5]
set ytics 1 scale 0
set ylabel 'i'
set multiplot
set lmargin at screen 0.07; set rmargin at screen 0.36
set title 'ŷᵢ'
set xrange [0:1]
set xtics 0.5
set format x '%.1f'
set style fill solid 1 noborder
plot results.'/y_hat.tsv' using (0):1:(0):3:($1 - 0.3):($1 + 0.3) \
         with boxxyerror lc rgb blue
@bare
set lmargin at screen 0.46; set rmargin at screen 0.89
set title '∂ŷᵢ / ∂ỹₖ'
set xlabel 'k'
set format x '%g'
set xrange [0.5:i_max + 0.5]
set xtics 1 scale 0
set ytics 1 scale 0
set cbtics 0.1 scale 0.5 format '%.1f'
if (v_max < 0.1) { set cbtics autofreq format '%g' }
set cbrange [-v_max:v_max]
set palette @diverging
plot J using 2:1:3 with image, \
     J using 2:1:(gprintf('%.3f', $3)):(abs($3) > v_max / 2 ? 0xffffff : 0) \
         with labels tc rgb variable
unset multiplot
