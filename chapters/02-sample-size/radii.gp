# La densité du rayon, par classe, et l'erreur que personne n'évite.
height = 6
@canvas
table = results.'/radii.tsv'
number(key) = system("awk '/^".key.":/ {print $2}' " \
    .results."/results.yaml") + 0
best = number('best.radius')
set lmargin 9
set xlabel 'rayon r du point'
set ylabel 'densité (par unité de rayon)' offset -0.5
stats table using 1 name 'r' nooutput
set xrange [0:r_max]
set yrange [0:1.2<*] noextend
set arrow from best, graph 0 to best, graph 0.875 nohead ls 7
set label gprintf('r* = %.2f', best) at best, graph 0.92 center
plot table using 1:($2 < $3 ? $2 : $3) with filledcurves y1=0 \
         lc rgb quiet fs solid 0.55, \
     '' using 1:2 with lines ls 1 title 'petit cercle', \
     '' using 1:3 with lines ls 2 title 'grand cercle'
