# À gauche, h du neurone j ; à droite, ce qui bouge dans Ỹ quand (Wy)kj bouge.
height = 7
@canvas
table = results.'/touched.tsv'
stats table using 1 name 'n' nooutput
stats table using 2 name 'i' nooutput
stats table using (abs($3)) name 'c' nooutput

@panels
set lmargin 7; set rmargin 8; set tmargin 2
every(n) = n > 20 ? ceil(n / 100) * 10 : 1
set yrange [n_max + 0.5:0.5]
set ytics every(n_max) scale 0
set ylabel 'n (exemple)'
set multiplot layout 1,2
set title 'activité hⱼ de chaque exemple'
set xlabel 'hⱼ'
set xrange [-1:1]
plot results.'/activity.tsv' using (0):1:2:(0) with vectors nohead \
         lw (n_max > 20 ? 1 : 6) lc rgb blue notitle, 0 ls 7 notitle
@bare
set title 'changement de ỹᵢ'
set xlabel 'i (composante)'
set xrange [0.5:i_max + 0.5]
set xtics every(i_max) scale 0
set ytics every(n_max) scale 0
set cbtics scale 0.5 format '%g'
set cbrange [-c_max:c_max]
set palette @diverging
plot table using 2:1:3 with image notitle
unset multiplot
