# La réponse du réseau : sans activation à gauche, avec tanh à droite.
height = 8
@canvas
points = results.'/points.tsv'
number(key) = system("awk '/^".key.":/ {print $2}' " \
    .results."/results.yaml") + 0
radius = number('best.radius')
array map[2] = ['identity', 'tanh']
array name[2] = ['sans activation', 'avec tanh']

set contour base
set cntrparam levels discrete 0.5

@bare
@square
unset key
set parametric
set trange [0:2 * pi]
set xrange [-1.8:1.8]
set yrange [-1.8:1.8]
set cbrange [0:1]
unset colorbox
set palette defined (0 '#BFD7EA', 0.5 '#FFFFFF', 1 '#F6CFB5')
set lmargin 1; set rmargin 1; set bmargin 0.5; set tmargin 2

set multiplot layout 1,2
do for [k=1:2] {
    # La frontière, calculée avec le point décimal.
    @point
    unset surface
    set table $frontier
    splot results.'/map_'.map[k].'.tsv' using 1:2:4
    unset table
    set surface
    @comma
    set title name[k].gprintf(' : %.1f %%', 100 * number('picture.'.map[k]))
    plot results.'/map_'.map[k].'.tsv' using 1:2:4 with image, \
         points using ($3 == 0 ? $1 : NaN):2 with points ls 11, \
         points using ($3 == 1 ? $1 : NaN):2 with points ls 12, \
         radius * cos(t), radius * sin(t) with lines lc rgb quiet lw 1 dt 2, \
         $frontier using 1:2 with lines lc rgb 'black' lw 2
}
unset multiplot
