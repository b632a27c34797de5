# Les valeurs propres de Gram ; le déterminant de deux points.
height = 6.8
@canvas
spectrum = results.'/spectrum.tsv'
determinant = results.'/determinant.tsv'

# Au-dessous, il n'y a plus que de l'arrondi.
floor = 1e-13
shown(v) = v > floor ? v : NaN

@panels
set lmargin 9.5
set key at graph 0.02, graph 0.03 left bottom Left reverse samplen 2 width 0
set multiplot layout 1,2
set xlabel 'rang'
set ylabel '|λ| / λ_{max}' offset 0.5
@logy
set xrange [0:41]
set yrange [1e-18:3]
set ytics 1e4
plot spectrum using 1:(shown($6)) with linespoints ls 3 ps 0.4 \
         title 'gaussien', \
     spectrum using 1:(shown($5)) with linespoints ls 2 ps 0.6 \
         title 'degré 3, r = 1', \
     spectrum using 1:(shown($4)) with linespoints ls 1 ps 0.7 \
         title 'degré 2, r = 0', \
     spectrum using 1:(shown(-$8)) with points ls 5 pt 2 ps 0.5 \
         title 'sigmoïde, λ < 0'
unset logscale y
set ytics autofreq
set format y '%g'
set key at graph 0.02, graph 0.02 left bottom Left reverse samplen 3 width 0
set xlabel 'q'
set ylabel 'déterminant' offset 0.5
set xrange [0:3]
set yrange [-2.2:1.2]
set xtics 0.5
set xzeroaxis ls 7
plot determinant using 1:2 with lines ls 3 title 'gaussien', \
     determinant using 1:3 with lines ls 2 title 'sigmoïde, r = −1', \
     determinant using 1:4 with lines ls 5 title 'sigmoïde, r = 0', \
     determinant using 1:5 with lines ls 4 title 'sigmoïde, r = 1'
unset multiplot
