# Un tirage : les deux droites du plan, puis l'espace relevé, de profil et vu
# d'en haut.
height = 12.8
@canvas
points = results.'/points.tsv'
table = results.'/weights.tsv'
weight(line, column) = system(sprintf("awk 'NR == %d {print $%d}' %s", \
    line + 1, column, table)) + 0
# Le plan séparateur, coupé en x₂ = 0 : la hauteur où le score vaut s.
w1 = weight(3, 1); w3 = weight(3, 3); b = weight(3, 4)
level(x, s) = (s - b - w1 * x) / w3
stats results.'/map.hinge.tsv' using 1 name 'x' nooutput
stats points using ($1**2 + $2**2) name 'height' nooutput
reach = x_max

@bare
@square
unset key
set lmargin 1; set rmargin 1; set bmargin 0.5; set tmargin 2
unset colorbox
set palette defined (-1 '#BFD7EA', 0 '#FFFFFF', 1 '#F6CFB5')
set cbrange [-1:1]
clip(s) = s < -1 ? -1 : s > 1 ? 1 : s
array key[3] = ['hinge', 'squared', 'hinge.lifted']
array name[3] = ['hinge, dans le plan', 'hinge carrée, dans le plan', \
    'hinge, espace relevé, vu d’en haut']

set multiplot layout 2,2
do for [k=1:3] {
    map = results.'/map.'.key[k].'.tsv'
    @point
    unset surface
    set contour base
    set cntrparam levels discrete 0
    set table $frontier
    splot map using 1:2:3
    unset table
    set cntrparam levels discrete -1, 1
    set table $margins
    splot map using 1:2:3
    unset table
    # Les bords d'une bande trop large sont hors du dessin.
    set print $margins append
    print 2 * reach, 2 * reach
    set print
    set surface
    unset contour
    @comma
    if (k == 3) {
        # De profil : le bol et le plan.
        set title 'hinge, espace relevé, de profil'
        set size noratio
        set border 3 ls 90
        set tics nomirror out scale 0.5, 0.25
        set xtics 1 nomirror
        set ytics 1 nomirror
        set xlabel 'x_1' offset 0, 0.5
        set ylabel 'x_1^2 + x_2^2' offset 0.3
        set lmargin 7; set rmargin 3; set bmargin 3.2
        set tmargin 2.6
        set xrange [-reach:reach]
        set yrange [0:1.15 * height_max]
        plot points using ($3 == 0 ? $1 : NaN):($1**2 + $2**2) \
                 with points ls 11, \
             points using ($3 == 1 ? $1 : NaN):($1**2 + $2**2) \
                 with points ls 12, \
             x**2 with lines ls 7, \
             level(x, 0) with lines lc rgb 'black' lw 2, \
             level(x, 1) with lines lc rgb 'black' lw 1.2 dt 2, \
             level(x, -1) with lines lc rgb 'black' lw 1.2 dt 2
        set rmargin 1; set tmargin 2
        unset border
        unset tics
        unset xlabel
        unset ylabel
        set lmargin 1; set bmargin 0.5
        @square
    }
    set title name[k]
    set xrange [-reach:reach]
    set yrange [-reach:reach]
    plot map using 1:2:(clip($3)) with image, \
         points using ($3 == 0 ? $1 : NaN):2 with points ls 11, \
         points using ($3 == 1 ? $1 : NaN):2 with points ls 12, \
         $margins using 1:2 with lines lc rgb 'black' lw 1.2 dt 2, \
         $frontier using 1:2 with lines lc rgb 'black' lw 2
}
unset multiplot
