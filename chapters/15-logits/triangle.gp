# À gauche, −∇ỹ ℓ = y − ŷ ; à droite, la vitesse de ŷ qui en résulte.
height = 7.2
@canvas
table = results.'/triangle.tsv'
# La plus longue flèche d'un panneau vaut un peu plus que le pas du réseau.
stats table using (sqrt($3**2 + $4**2)) name 'descent' nooutput
stats table using (sqrt($5**2 + $6**2)) name 'motion' nooutput
longest = 0.12
top = sqrt(3) / 2

@bare
@square
set lmargin 1; set rmargin 1; set tmargin 2; set bmargin 0.5
set xrange [-0.16:1.16]
set yrange [-0.09:0.95]
set label 1 'classe 1 (juste)' at 0.5, top + 0.05 center
set label 2 'classe 2' at 0, -0.06 center
set label 3 'classe 3' at 1, -0.06 center
$side << EOD
0 0
1 0
0.5 0.8660254
0 0
EOD
set multiplot layout 1,2
set title '−∇ℓ = y − ŷ'
s = longest / descent_max
plot $side with lines lc rgb quiet lw 1, \
     table using 1:2:(s * $3):(s * $4) with vectors head size 0.018,25 \
         filled lc rgb blue lw 1
set title 'vitesse de ŷ'
s = longest / motion_max
plot $side with lines lc rgb quiet lw 1, \
     table using 1:2:(s * $5):(s * $6) with vectors head size 0.018,25 \
         filled lc rgb orange lw 1
unset multiplot
