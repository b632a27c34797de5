# La sigmoïde, pour trois constantes.
height = 5.6
@canvas
number(key) = system("awk '/^".key.":/ {print $2}' " \
    .results."/results.yaml") + 0
array kernel[3] = ['tanh_minus', 'tanh', 'tanh_plus']
array name[3] = ['r = −1', 'r = 0', 'r = 1']
points = results.'/points.tsv'
map(k) = results.'/map_'.kernel[k].'.tsv'
support(k) = results.'/support_'.kernel[k].'.tsv'
clip(v) = v > 2 ? 2 : v < -2 ? -2 : v
stats map(1) using 1 name 'x' nooutput
reach = x_max

@bare
@square
unset key
set xrange [-reach:reach]
set yrange [-reach:reach]
set cbrange [-2:2]
unset colorbox
set palette defined (-1 '#BFD7EA', 0 '#FFFFFF', 1 '#F6CFB5')
set lmargin 0.5; set rmargin 0.5; set bmargin 0.5; set tmargin 2
set contour base
set cntrparam levels discrete 0

set multiplot layout 1,3
do for [k=1:3] {
    @point
    unset surface
    set table $frontier
    splot map(k) using 1:2:3
    unset table
    set surface
    @comma
    set title name[k].gprintf(' : %.1f %%', 100 * number(kernel[k].'.picture'))
    plot map(k) using 1:2:(clip($3)) with image, \
         points using ($3 == 0 ? $1 : NaN):2 with points pt 6 ps 0.3 \
             lc rgb '#A0A4A8' lw 0.6, \
         points using ($3 == 1 ? $1 : NaN):2 with points pt 8 ps 0.35 \
             lc rgb '#A0A4A8' lw 0.6, \
         support(k) using ($3 == 0 ? $1 : NaN):2 with points ls 11 ps 0.3, \
         support(k) using ($3 == 1 ? $1 : NaN):2 with points ls 12 ps 0.35, \
         $frontier using 1:2 with lines lc rgb 'black' lw 2
}
unset multiplot
