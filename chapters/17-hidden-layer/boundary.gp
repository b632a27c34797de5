# La réponse du réseau et sa frontière, à quatre epochs d'un apprentissage.
height = 12.5
@canvas
points = results.'/points.tsv'
album = results.'/album.tsv'
radius = system("awk '/^best.radius:/ {print $2}' ".results."/results.yaml") + 0
stats album using 1 name 'album' nooutput
epoch(k) = int(system(sprintf("awk 'NR == %d {print $1}' %s", k + 2, album)))
score(k) = system(sprintf("awk 'NR == %d {print $2}' %s", k + 2, album)) + 0
map(k) = results.sprintf('/map%d.tsv', k)
# Avec les points du lecteur, il n'y a pas de meilleur cercle.
own = system("grep -c '^reader:.*--data ' ".results."/results.yaml") + 0
stats points using 3 name 'class' nooutput
stats map(0) using 1 name 'x' nooutput
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
set lmargin 1; set rmargin 1; set bmargin 0.5; set tmargin 2

set multiplot layout 2,2
do for [k=0:album_records - 1] {
    # La frontière de la carte k, calculée avec le point décimal.
    @point
    unset surface
    set table $frontier
    splot map(k) using 1:2:3
    unset table
    set surface
    @comma
    set title sprintf('epoch %d : ', epoch(k)).gprintf('%.1f %%', 100 * score(k) + 1e-9)
    plot map(k) using 1:2:3 with image, \
         for [c=0:class_max] points using ($3 == c ? $1 : NaN):2 \
             with points ls 11 + c % 4, \
         radius * cos(t), (own ? NaN : radius * sin(t)) with lines lc rgb 'black' lw 1.5 dt 2, \
         $frontier using 1:2 with lines lc rgb 'black' lw 2
}
unset multiplot
