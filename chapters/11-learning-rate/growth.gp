# Ce qu'un pas fait de l'écart, à la longue : calculé et mesuré.
height = 6.5
@canvas
growth = results.'/growth.tsv'
# Toujours avec un point : gnuplot diviserait deux entiers en entiers.
number(key) = system("awk '/^".key.":/ {printf \"%.17e\", $2}' " \
    .results."/results.yaml") + 0
mu = number('bowl.mu')
top = number('bowl.Lambda')
set lmargin 9; set tmargin 1
set xlabel 'taux η'
set ylabel 'facteur par pas' offset -0.5
set xrange [0:2.4 / top]
set yrange [0:1.5]
set arrow 1 from 2 / top, graph 0 to 2 / top, graph 1 nohead ls 7
set label 1 '2/Λ' at 2 / top, graph 0.06 right offset -0.4, 0
set label 2 'stable' at 0.9 / top, 1.12 center tc rgb quiet
set label 3 'instable' at 2.2 / top, 0.75 center tc rgb quiet
set key at graph 0.62, graph 0.98 right
plot 1 with lines ls 7, \
     abs(1 - x * mu) with lines ls 3 title '|1 − η μ|', \
     abs(1 - x * top) with lines ls 2 title '|1 − η Λ|', \
     growth using 1:3 with points pt 6 ps 0.6 lw 1.4 lc rgb blue \
         title 'mesuré'
