# La réponse de trois réseaux, de plus en plus larges, aux mêmes exemples.
height = 5.8
@canvas
points = results.'/points.tsv'
album = results.'/album.tsv'
cell(k, c) = system(sprintf("awk 'NR == %d {print $%d}' %s", k + 1, c, \
    album)) + 0
map(k) = results.sprintf('/map%d.tsv', cell(k, 1))
radius = system("awk '/^scarce.radius:/ {print $2}' " \
    .results."/results.yaml") + 0
# Avec les points du lecteur, il n'y a pas de meilleur cercle.
own = system("grep -c '^reader:.*--data ' ".results."/results.yaml") + 0
stats points using 3 name 'class' nooutput
stats map(1) using 1 name 'x' nooutput
reach = x_max

set contour base
# Deux classes : ŷ₂ = 1/2. Davantage : là où la classe choisie change.
set cntrparam levels incremental 0.5 / class_max, 1 / class_max, 1
@bare
@square
unset key
set parametric
set trange [0:2 * pi]
set xrange [-reach:reach]
set yrange [-reach:reach]
set cbrange [0:1]
unset colorbox
set palette defined (0 '#BFD7EA', 0.5 '#FFFFFF', 1 '#F6CFB5')
set multiplot layout 1,3 margins 0.01,0.99,0.02,0.88 spacing 0.015,0
do for [k=1:3] {
    @point
    unset surface
    set table $frontier
    splot map(k) using 1:2:3
    unset table
    set surface
    @comma
    set title sprintf('n_h = %d : ', cell(k, 1)) \
        .gprintf('%.0f %%, ', 100 * cell(k, 2)) \
        .gprintf('%.1f %%', 100 * cell(k, 3)) offset 0,-0.5
    plot map(k) using 1:2:3 with image, \
         for [c=0:class_max] points using ($3 == c ? $1 : NaN):2 \
             with points ls 11 + c % 4, \
         radius * cos(t), (own ? NaN : radius * sin(t)) with lines \
             lc rgb quiet lw 1 dt 2, \
         $frontier using 1:2 with lines lc rgb 'black' lw 2
}
unset multiplot
