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
set xrange [0:1.8]
set yrange [0:1.2]
set arrow from best, 0 to best, 1.05 nohead ls 7
set label gprintf('r* = %.2f', best) at best, 1.1 center
plot table using 1:($2 < $3 ? $2 : $3) with filledcurves y1=0 \
         lc rgb quiet fs solid 0.55, \
     '' using 1:2 with lines ls 1 title 'petit cercle', \
     '' using 1:3 with lines ls 2 title 'grand cercle'
