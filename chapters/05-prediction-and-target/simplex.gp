# Le triangle des prédictions à trois classes, et ses trois décisions.
height = 6.6
@canvas
table = results.'/simplex.tsv'
top = sqrt(3) / 2
# La classe 1 en haut, la 2 à gauche, la 3 à droite.
across(a, c) = c + 0.5 * a
up(a) = top * a

@bare
@square
unset key
set xrange [-0.55:1.55]
set yrange [-0.1:0.97]
set lmargin 0; set rmargin 0; set tmargin 0; set bmargin 0
set label 1 '(1 ; 0 ; 0)' at 0.5, top + 0.07 center
set label 2 '(0 ; 1 ; 0)' at -0.03, -0.06 center
set label 3 '(0 ; 0 ; 1)' at 1.03, -0.06 center
set label 4 'décision : classe 1' at 0.72, 0.62 left tc rgb blue
set label 5 'classe 2' at -0.02, 0.12 right tc rgb orange
set label 6 'classe 3' at 1.02, 0.12 left tc rgb green
$side << EOD
0 0
1 0
0.5 0.8660254
0 0
EOD
# Du centre au milieu de chaque côté.
$frontier << EOD
0.5 0.2886751
0.5 0

0.5 0.2886751
0.25 0.4330127

0.5 0.2886751
0.75 0.4330127
EOD
$corner << EOD
0 0
1 0
0.5 0.8660254
EOD
class(k, a, c) = column(4) == k ? across(a, c) : NaN
plot $side with lines lc rgb 'black' lw 1.2, \
     $frontier with lines ls 7, \
     for [k=1:3] table using (class(k, $1, $3)):(up($1)) \
         with points ls 10 + k, \
     $corner with points pt 7 ps 1.1 lc rgb 'black'
