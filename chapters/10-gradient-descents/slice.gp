# Trois descentes dans une tranche de la loss, pour autant d'évaluations.
height = 6.2
@canvas
array role[3] = ['full', 'mini', 'online']
path(k) = results.'/'.role[k].'_path.tsv'
name(k) = k == 1 ? 'classique' : k == 2 ? 'mini-lots' : 'en ligne'
slice = results.'/slice.tsv'
stats slice using 1 name 'a' nooutput
stats slice using 2 name 'b' nooutput
stats slice using 3 name 'loss' nooutput

set contour base
set cntrparam levels discrete loss_min * 1.03, loss_min * 1.15, \
    loss_min * 1.5, loss_min * 2.2, loss_min * 3.2, loss_min * 4.5, \
    loss_min * 6
@point
unset surface
set table $levels
splot slice using 1:2:3
unset table
set surface
@comma

@bare
@square
unset key
set xrange [a_min:a_max]
set yrange [b_min:b_max]
set border 15 ls 90
set lmargin 1; set rmargin 1; set bmargin 1; set tmargin 2
set multiplot layout 1,3
do for [k=1:3] {
    set title name(k)
    plot $levels using 1:2 with lines lc rgb faint lw 0.8, \
         path(k) using 1:2 with lines lc rgb blue lw (k == 1 ? 1.5 : 0.8), \
         path(k) using (k == 1 ? $1 : NaN):2 with points pt 7 ps 0.4 \
             lc rgb blue, \
         path(k) every ::0::0 using 1:2 with points pt 6 ps 1.1 \
             lc rgb orange lw 2
}
unset multiplot
