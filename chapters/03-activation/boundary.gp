# La réponse du réseau : sans activation à gauche, avec tanh à droite.
height = 8
@canvas
points = results.'/points.tsv'
number(key) = system("awk '/^".key.":/ {print $2}' " \
    .results."/results.yaml") + 0
radius = number('best.radius')
# Avec les points du lecteur, il n'y a pas de meilleur cercle.
own = system("grep -c '^reader:.*--data ' ".results."/results.yaml") + 0
stats points using 3 name 'class' nooutput
array map[2] = ['identity', 'tanh']
array name[2] = ['sans activation', 'avec tanh']

stats results.'/map_tanh.tsv' using 1 name 'x' nooutput
# ŷ₂, dans la colonne 4 ; s'il y a plus de deux classes, celle de la plus grande
# composante, de 0 à 1.
best(c, k) = c > class_max + 3 ? k : best(c + 1, column(c) > column(k) ? c : k)
clear(c) = class_max == 1 ? column(c) : (best(3, 3) - 3) / class_max
# Un réseau qui a divergé ne répond rien : 1/2.
answer(c) = valid(c) && column(c) == column(c) ? clear(c) : 0.5

set contour base
# Deux classes : ŷ₂ = 1/2. Davantage : là où la classe choisie change.
set cntrparam levels incremental 0.5 / class_max, 1 / class_max, 1

@bare
@square
unset key
set parametric
set trange [0:2 * pi]
set xrange [-x_max:x_max]
set yrange [-x_max:x_max]
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
    splot results.'/map_'.map[k].'.tsv' using 1:2:(answer(4))
    unset table
    set surface
    @comma
    set title name[k].gprintf(' : %.1f %%', 100 * number('picture.'.map[k]))
    plot results.'/map_'.map[k].'.tsv' using 1:2:(answer(4)) with image, \
         for [c=0:class_max] points using ($3 == c ? $1 : NaN):2 \
             with points ls 11 + c % 4, \
         radius * cos(t), (own ? NaN : radius * sin(t)) with lines lc rgb quiet lw 1 dt 2, \
         $frontier using 1:2 with lines lc rgb 'black' lw 2
}
unset multiplot
