# Cinq noyaux valides, et la droite que trace l'un d'eux après relèvement.
height = 10.6
@canvas
points = results.'/points.tsv'
number(key) = system("awk '/^".key.":/ {print $2}' " \
    .results."/results.yaml") + 0
array kernel[5] = ['linear', 'cube', 'square', 'cube1', 'gauss']
array name[5] = ['linéaire', 'degré 3, r = 0', 'degré 2, r = 0', \
    'degré 3, r = 1', 'gaussien']
map(k) = results.'/map_'.kernel[k].'.tsv'
support(k) = results.'/support_'.kernel[k].'.tsv'
clip(v) = v > 2 ? 2 : v < -2 ? -2 : v
stats map(1) using 1 name 'x' nooutput
reach = x_max

@bare
@square
unset key
set cbrange [-2:2]
unset colorbox
set palette defined (-1 '#BFD7EA', 0 '#FFFFFF', 1 '#F6CFB5')
set lmargin 0.5; set rmargin 0.5; set bmargin 0.5; set tmargin 2
set contour base

set multiplot layout 2,3
do for [k=1:5] {
    # La frontière et les marges, calculées avec le point décimal.
    @point
    unset surface
    set cntrparam levels discrete 0
    set table $frontier
    splot map(k) using 1:2:3
    unset table
    set cntrparam levels discrete -1, 1
    set table $margins
    splot map(k) using 1:2:3
    unset table
    set surface
    @comma
    set xrange [-reach:reach]
    set yrange [-reach:reach]
    set title name[k].gprintf(' : %.1f %%', 100 * number(kernel[k].'.picture'))
    plot map(k) using 1:2:(clip($3)) with image, \
         points using ($3 == 0 ? $1 : NaN):2 with points pt 6 ps 0.3 \
             lc rgb '#A0A4A8' lw 0.6, \
         points using ($3 == 1 ? $1 : NaN):2 with points pt 8 ps 0.35 \
             lc rgb '#A0A4A8' lw 0.6, \
         support(k) using ($3 == 0 ? $1 : NaN):2 with points ls 11 ps 0.3, \
         support(k) using ($3 == 1 ? $1 : NaN):2 with points ls 12 ps 0.35, \
         $margins using 1:2 with lines lc rgb 'black' lw 1 dt (6,4), \
         $frontier using 1:2 with lines lc rgb 'black' lw 2
}

# Le plan (x₁², x₂²), où la frontière du degré 2 est une droite.
w1 = number('line.w1'); w3 = number('line.w3'); b = number('check.line.b')
# Le carré des points du lecteur peut aller plus loin.
own = system("grep -c '^reader:.*--data ' ".results."/results.yaml") + 0
square = own ? reach**2 : 1.6
set border 3 ls 90
step = own ? 2 : 0.5
set xtics step nomirror out scale 0.5 offset 0, 0.5
set ytics step nomirror out scale 0.5 offset 0.5, 0
set xlabel 'x₁²' offset 0, 1
set ylabel 'x₂²' offset 1.5, 0
set lmargin 5; set bmargin 3
set xrange [0:square]
set yrange [0:square]
set parametric
set trange [0:square]
line(u, level) = (level - b - w1 * u) / w3
set title 'degré 2, relevé'
plot points using ($3 == 0 ? $1**2 : NaN):($2**2) with points pt 6 ps 0.3 \
         lc rgb '#A0A4A8' lw 0.6, \
     points using ($3 == 1 ? $1**2 : NaN):($2**2) with points pt 8 ps 0.35 \
         lc rgb '#A0A4A8' lw 0.6, \
     support(3) using ($3 == 0 ? $1**2 : NaN):($2**2) \
         with points ls 11 ps 0.3, \
     support(3) using ($3 == 1 ? $1**2 : NaN):($2**2) \
         with points ls 12 ps 0.35, \
     t, line(t, -1) with lines lc rgb 'black' lw 1 dt (6,4), \
     t, line(t, 1) with lines lc rgb 'black' lw 1 dt (6,4), \
     t, line(t, 0) with lines lc rgb 'black' lw 2
unset multiplot
