# h de chaque neurone caché, en chaque point du plan.
table = results.'/planes.tsv'
number(key) = system("awk '/^".key.":/ {print $2}' " \
    .results."/results.yaml") + 0
count = int(number('drawn'))
rows = count > 10 ? 4 : 2
cols = (count + rows - 1) / rows
height = 3.5 * rows
@canvas
stats table using 1 name 'x' nooutput
# Avec les points du lecteur, il n'y a pas de cercles.
own = system("grep -c '^reader:.*--data ' ".results."/results.yaml") + 0

@bare
@square
unset key
set xrange [-x_max:x_max]
set yrange [-x_max:x_max]
set cbrange [-1:1]
set palette @diverging
unset colorbox
set style fill solid 1 noborder
set parametric
set trange [0:2 * pi]
set multiplot layout rows,cols margins 0.01,0.9,0.02,0.93 spacing 0.012,0.09
do for [j=1:count] {
    if (j == count) {
        set colorbox user origin 0.925,0.1 size 0.015,0.75
        set cbtics 0.5 scale 0.5 format '%.1f'
    }
    set title sprintf('h_{%d}', j) offset 0,-0.8
    plot table using 1:2:(column(j + 2)) with image, \
         cos(t), (own ? NaN : sin(t)) with lines lc rgb 'black' lw 0.7, \
         cos(t) / 3, (own ? NaN : sin(t) / 3) with lines lc rgb 'black' lw 0.7 dt 2
}
unset multiplot
