# Le milieu de deux points va-t-il au milieu de leurs images ?
height = 6.5
@canvas
table = results.'/depth.tsv'
stats table using 1 name 'depth' nooutput
set lmargin 10; set tmargin 1
set xlabel 'nombre de couches'
set ylabel 'écart relatif' offset 0
set xrange [depth_min - 0.5:depth_max + 0.5]
set xtics depth_max > 15 ? 5 : 1
@logy
set yrange [1e-17:10]
set key at graph 0.99, graph 0.55 right
plot table using 1:3 with linespoints ls 2 \
         title 'tanh entre les couches (médian)', \
     table using 1:2 with linespoints ls 1 title 'sans activation (le pire)'
