# L'erreur de quatre dérivées numériques de exp en fonction du pas.
height = 9
@canvas
errors = results.'/errors.tsv'
stats errors using 1 name 'h' nooutput

set xlabel 'pas h'
set ylabel 'erreur relative sur la dérivée'
@logx
@logy
set xrange [1e-16:1]
set yrange [1e-17:3]
set xtics 100
set ytics 100
set key at graph 0.03, graph 0.25 left bottom Left reverse samplen 3
set label 1 'arrondi ∝ 1/h' at 1e-12, 3e-3 rotate by -36 tc rgb quiet
set label 2 '∝ h' at 2e-3, 4e-3 right tc rgb blue
set label 3 '∝ h^2' at 2.2e-3, 9e-6 right tc rgb orange
set label 4 '∝ h^4' at 0.06, 3e-10 left tc rgb green
set label 5 'aucune soustraction, aucun V' \
    at 2e-16, 8e-16 left tc rgb quiet
plot errors using 1:5 with lines lw 4 lc rgb yellow title 'pas complexe', \
     '' using 1:2 with lines ls 1 title 'différence avant', \
     '' using 1:3 with lines ls 2 title 'différence centrée', \
     '' using 1:4 with lines ls 3 title 'Richardson'
