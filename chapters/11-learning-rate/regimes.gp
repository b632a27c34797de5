# Quatre taux sur la même cuvette : les lignes de niveau et le chemin.
height = 12.5
@canvas
# Toujours avec un point : gnuplot diviserait deux entiers en entiers.
number(key) = system("awk '/^".key.":/ {printf \"%.17e\", $2}' " \
    .results."/results.yaml") + 0
mu = number('bowl.mu')
top = number('bowl.Lambda')
array name[4] = ['slow', 'fast', 'swing', 'blow']
path(k) = results.'/path_'.name[k].'.tsv'
eta(k) = number('bowl.'.name[k].'.eta')
# Une ligne de niveau ½ (μ a² + Λ b²) = c, tournée de 30°.
a(c, t) = sqrt(2 * c / mu) * cos(t)
b(c, t) = sqrt(2 * c / top) * sin(t)
x(c, t) = a(c, t) * sqrt(3) / 2 - b(c, t) / 2
y(c, t) = a(c, t) / 2 + b(c, t) * sqrt(3) / 2

@bare
@square
unset key
set parametric
set trange [0:2 * pi]
set xrange [-2.6:2.6]
set yrange [-1.9:1.9]
set lmargin 1; set rmargin 1; set bmargin 0.5; set tmargin 2
set multiplot layout 2,2
do for [k=1:4] {
    set title gprintf('η = %.3g', eta(k)).gprintf(' ; η Λ = %.3g', eta(k) * top)
    plot for [c=1:6] x(0.06 * top * c * c, t), y(0.06 * top * c * c, t) \
             with lines lc rgb faint lw 0.8, \
         path(k) using 2:3 with linespoints ls 1 pt 7 ps 0.4 lw 1.2, \
         path(k) every ::0::0 using 2:3 with points pt 6 ps 1.1 \
             lc rgb orange lw 2, \
         '+' using (0):(0) every ::0::0 with points pt 2 ps 0.9 \
             lc rgb 'black' lw 1.5
}
unset multiplot
