# Ligne : la vraie classe ; colonne : celle que donne le réseau.
height = 8.8
@canvas
table = results.'/confusion.tsv'
classes = results.'/classes.tsv'
name(k) = system(sprintf("awk -F'\\t' '$1 == \"%d\" {print $2}' %s", \
    k - 1, classes))
stats table using 1 name 'k' nooutput

@bare
@square
unset key
set style fill solid 1 noborder
set lmargin 10; set rmargin 9; set tmargin 0.8; set bmargin 5
set xrange [0.5:k_max + 0.5]
set yrange [k_max + 0.5:0.5]
set tics scale 0
set xtics rotate by 40 right
set for [k=1:k_max] xtics add (name(k) k)
set for [k=1:k_max] ytics add (name(k) k)
set xlabel 'classe donnée par le réseau' offset 0,-1
set ylabel 'vraie classe' offset -1
set cblabel '% des images de la vraie classe'
set cbrange [0:100]
tint(v) = v > 0.5 ? 0xFFFFFF : 0x202020
plot table using 2:1:(100 * $3) with image, \
     table using 2:1:(sprintf('%.0f', 100 * $3)):(tint($3)) \
         with labels font ',8' textcolor rgb variable
