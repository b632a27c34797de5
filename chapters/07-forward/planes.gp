# h de chaque neurone caché, en chaque point du plan.
height = 7
@canvas
table = results.'/planes.tsv'
weights = results.'/weights.tsv'
stats weights using 1 name 'j' nooutput
count = int(j_max)
cols = int((count + 1) / 2)

@bare
@square
unset key
set xrange [-1.8:1.8]
set yrange [-1.8:1.8]
set cbrange [-1:1]
set palette @diverging
unset colorbox
set style fill solid 1 noborder
set parametric
set trange [0:2 * pi]
set multiplot layout 2,cols margins 0.01,0.9,0.02,0.93 spacing 0.012,0.09
do for [j=1:count] {
    if (j == count) {
        set colorbox user origin 0.925,0.1 size 0.015,0.75
        set cbtics 0.5 scale 0.5 format '%.1f'
    }
    set title sprintf('h_{%d}', j) offset 0,-0.8
    plot table using 1:2:(column(j + 2)) with image, \
         cos(t), sin(t) with lines lc rgb 'black' lw 0.7, \
         cos(t) / 3, sin(t) / 3 with lines lc rgb 'black' lw 0.7 dt 2
}
unset multiplot
