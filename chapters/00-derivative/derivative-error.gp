# L'erreur de quatre dérivées numériques de exp en fonction du pas.
height = 9
@canvas
errors = results.'/errors.tsv'
array best_h[3]
array best_error[3]
do for [m = 1:3] {
    stats errors using 1:m + 1 name 'v' nooutput
    best_h[m] = v_pos_min_y
    best_error[m] = v_min_y
}

set xlabel 'pas h'
set ylabel 'erreur relative sur la dérivée'
@logx
@logy
set xrange [1e-16:1]
set yrange [1e-17:3]
set xtics 100
set ytics 100
unset key
set label 1 'arrondi ∝ 1/h' at 1e-11, 5e-4 center rotate by -30 tc rgb quiet
set label 2 'différence avant, ∝ h' at 2e-5, 2e-4 center rotate by 30 \
    tc rgb blue
set label 3 'différence centrée, ∝ h^2' at 1.4e-4, 8e-8 center rotate by 49 \
    tc rgb orange
set label 4 'Richardson, ∝ h^4' at 0.012, 3e-9 center rotate by 66 tc rgb green
set label 5 'pas complexe : ni soustraction, ni V' \
    at 2e-16, 1.5e-15 left tc rgb '#8A5F00'
do for [m = 1:3] {
    set label 10 + m 'h*' at best_h[m], best_error[m] \
        center offset 0, -1 point pt 7 ps 0.6 lc rgb 'black' front
}
plot errors using 1:5 with lines lw 5 lc rgb yellow, \
     '' using 1:2 with lines ls 1, \
     '' using 1:3 with lines ls 2, \
     '' using 1:4 with lines ls 3
