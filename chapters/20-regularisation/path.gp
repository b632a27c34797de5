# La norme et les pertes contre C ; les vecteurs de support.
height = 6.6
@canvas
table = results.'/rare.tsv'
@panels
set lmargin 9
set multiplot layout 1,2
@logx
set xrange [7e-4:1.4e4]
set xtics 100
set xlabel 'C' offset 0, 0.2
@logy
set ylabel 'norme et pertes' offset -0.3
set yrange [1e-3:1e6]
set ytics 100
set key at graph 0.62, graph 0.98
plot table using 1:(10**$22) with linespoints ls 1 title '‖w‖²', \
     table using 1:(10**$27) with linespoints ls 2 title 'Σ ξ'
unset logscale y
set format y '%g'
points = system("awk '/^points:/ {print $2}' ".results."/results.yaml") + 0
set ylabel sprintf('exemples, sur %d', points) offset -0.3
set yrange [0:0.725 * points]
set ytics points / 10
set key top right
plot table using 1:12 with linespoints ls 1 title 'α > 0', \
     table using 1:17 with linespoints ls 2 title 'α = C'
unset multiplot
