# Plus près que a, mais plus cher : la région ; et le chemin de a à b.
height = 7.4
@canvas
# La composante k de a (ligne 1) ou de b (ligne 2).
component(line, k) = system(sprintf("awk 'NR == %d {print $%d}' %s", \
    line + 1, k, results.'/points.tsv')) + 0
# Le plan du triangle : la classe 1 en haut, 2 à gauche, 3 à droite ; le côté
# y vaut 1, et √2 dans l'espace des probabilités.
across(p1, p3) = p1 / 2 + p3
upward(p1) = p1 * sqrt(3) / 2
xa = across(component(1, 1), component(1, 3)); ya = upward(component(1, 1))
xb = across(component(2, 1), component(2, 3)); yb = upward(component(2, 1))
top = upward(1)
radius = sqrt((xa - 0.5)**2 + (top - ya)**2)
arc(x) = abs(x - 0.5) < radius ? top - sqrt(radius**2 - (x - 0.5)**2) : NaN
inside(x, v) = v <= 2 * top * (x < 0.5 ? x : 1 - x) ? v : NaN
$side << EOD
0 0
1 0
0.5 0.8660254
0 0
EOD

set multiplot
set border 0
unset grid
unset tics
set style fill solid noborder
@square
set lmargin at screen 0.005; set rmargin at screen 0.5
set tmargin at screen 0.98; set bmargin at screen 0.02
set xrange [-0.12:1.2]
set yrange [-0.1:0.95]
unset key
set label 1 'classe 1 (juste)' at 0.5, top + 0.06 center
set label 2 'classe 2' at 0, -0.06 center
set label 3 'classe 3' at 1, -0.06 center
set label 4 'a' at xa - 0.05, ya center
set label 5 'b' at xb + 0.03, yb left front
set label 6 "même entropie\ncroisée" at 1.04 - xa, ya + 0.02 left \
    textcolor rgb blue
set label 7 'même distance' at 0.5, top - radius - 0.045 center \
    textcolor rgb orange
step = 0.2
set arrow 1 from xa, ya to xa, ya + step head size 0.025,25 filled front \
    lc rgb blue lw 1.6
set arrow 2 from xa, ya to xa + step / 2, ya + step * sqrt(3) / 2 \
    head size 0.025,25 filled front lc rgb orange lw 1.6
plot sample [x=xa:1-xa] '+' using 1:(arc($1)):(ya) with filledcurves \
         lc rgb '#DDE6EE', \
     $side with lines lc rgb quiet lw 1, \
     [x=ya/sqrt(3):1-ya/sqrt(3)] '+' using 1:(ya) with lines ls 1, \
     [x=0:1] '+' using 1:(inside($1, arc($1))) with lines ls 2, \
     '+' using (xa):(ya) every ::0::0 with points pt 7 ps 0.6 lc rgb 'black', \
     '+' using (xb):(yb) every ::0::0 with points pt 7 ps 0.6 lc rgb 'black'

do for [i=1:7] { unset label i }
unset arrow 1
unset arrow 2
set size noratio
set border 3 ls 90
set grid ls 91
set tics nomirror out scale 0.5, 0.25
set lmargin at screen 0.6; set rmargin at screen 0.98
set tmargin at screen 0.95; set bmargin at screen 0.16
set xrange [0:1]
set xtics ('a' 0, '½' 0.5, 'b' 1)
set xlabel 't, de a à b'
set ylabel 'loss' offset 0.5
set yrange [0.4:1.1]
set key at graph 0.98, graph 0.6 top right
plot results.'/path.tsv' using 1:2 with lines ls 1 title 'entropie croisée', \
     '' using 1:3 with lines ls 2 title 'erreur quadratique'
unset multiplot
