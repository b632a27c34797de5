# ŷ₁ à gauche, la probabilité vraie à droite, en chaque point du plan.
height = 7.4
@canvas
table = results.'/map.tsv'
examples = results.'/examples.tsv'
array title[2] = ['ŷ_1, le réseau', 'p_1, la probabilité vraie']
letter(n) = word('A B C', int(n) + 1)

set contour base
@bare
@square
unset key
stats table using 1 name 'x' nooutput
set xrange [-x_max:x_max]
set yrange [-x_max:x_max]
set cbrange [0:1]
set palette defined (0 '#F2B48C', 0.5 '#FFFFFF', 1 '#9CC4DE')
unset colorbox
set tmargin 2
set multiplot layout 1,2 margins 0.01,0.9,0.03,0.9 spacing 0.03,0
do for [k=1:2] {
    @point
    unset surface
    set cntrparam levels discrete 0.1, 0.9
    set table $outer
    splot table using 1:2:(column(k + 2))
    unset table
    set cntrparam levels discrete 0.5
    set table $middle
    splot table using 1:2:(column(k + 2))
    unset table
    set surface
    @comma
    if (k == 2) {
        set colorbox user origin 0.92,0.12 size 0.016,0.7
        set cbtics ('0' 0, '0,1' 0.1, '0,5' 0.5, '0,9' 0.9, '1' 1) scale 0.5
    }
    set title title[k]
    plot table using 1:2:(column(k + 2)) with image, \
         $outer using 1:2 with lines lc rgb 'black' lw 0.9 dt (4,4), \
         $middle using 1:2 with lines lc rgb 'black' lw 2, \
         examples using 1:2 with points pt 7 ps 1.5 lc rgb 'white', \
         examples using 1:2 with points pt 6 ps 1.5 lc rgb 'black' lw 0.8, \
         examples using 1:2:(letter($0)) with labels font ',7.5'
}
unset multiplot
